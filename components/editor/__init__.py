"""The records changed in the page: who may | a grid with pick lists | what would change, and whether it could be saved | the saves."""
