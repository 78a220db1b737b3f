"""What several tests share: the tiny cast, a browser, servers, bad input."""
