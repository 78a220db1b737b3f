"""The home page: questions to start from, and the partners at the top."""
