"""What the coder reads and finds, and the tables of its rules."""
