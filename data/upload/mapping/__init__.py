"""What each column of a table is, and what a reader decided: plain values."""
