"""What the tests run against: stores, servers, a department and a desk."""
