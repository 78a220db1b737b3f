"""How labels are used: those in force, what changed between two days, of whom a word was used."""
