"""The head of every page: wordmark, search, date shown, sharing, and the way to the help."""
