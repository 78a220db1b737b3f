"""How the tests are run: packages, programs, markers, and the processes that share them."""
