"""Candidates of the coder -> what a person is asked, and what the records become by the answers."""
