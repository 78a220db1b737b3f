"""`python -m data.apart` is the process that works apart."""

from data.apart.program import main

main()
