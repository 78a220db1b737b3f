"""What an address can carry: pins, stories, drafts."""
