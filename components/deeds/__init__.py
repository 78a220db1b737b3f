"""Words and deeds: what states do, beside what they declared."""
