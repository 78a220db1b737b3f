"""Where records live: CSV files in a folder, or a database; and rows changed there, saved whole and logged."""
