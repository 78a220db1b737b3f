"""What an address or a command asks for."""
