"""The page on which readers add their own records: words · guesses · view."""
