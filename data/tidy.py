"""`python -m data.tidy`: the earlier name of `python -m data.normalise`."""

import sys

from data.publish.normalise import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
