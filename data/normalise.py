"""`python -m data.normalise [FOLDER]` puts the records in order (`data.publish.normalise`)."""

import sys

from data.publish.normalise import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
