"""How labels are used: the sentence, the strip of years, and the table of the labels in use."""
