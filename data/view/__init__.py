"""What the reader asks to see, and what passes: view, ties, selection."""
