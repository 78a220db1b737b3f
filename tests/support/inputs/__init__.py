"""What the tests put in: rows, files and items of news, sound and spoiled."""
