"""What states do, beside what they declared: measured values of a pair, of partners in a year, around upgrades."""
