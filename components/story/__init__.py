"""Stories: scenes with captions, and the editor for them."""
