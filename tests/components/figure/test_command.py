"""The command line of figures: what it loads before it draws."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# Each takes longer to load than a figure to draw; the command must be done in two and a half seconds from a cold start.
HEAVY = ("pandas", "pyarrow", "streamlit", "altair", "pptx", "sqlalchemy")


@pytest.mark.slow
def test_a_figure_of_the_network_waits_for_no_library_of_other_figures() -> None:
    script = f"import sys, components.figure.__main__\nprint([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
