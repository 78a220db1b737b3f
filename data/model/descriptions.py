"""What the columns that many tables have in common are described as."""

ABOUT_SOURCE_IDS = "Ids of the sources that state this, separated by “; ”."
ABOUT_GRADE = (
    "How well the row is supported: confirmed (a dated source that states it was read), reported (a secondary "
    "or undated source was read), recalled (from memory, no text read), contested (sources disagree; each value has its "
    "own row)."
)
ABOUT_NOTE = "Anything else that a reader must know, in our own words."
ABOUT_CONTEST = (
    "An id shared by rows that contradict one another: that of the main row, which the page goes by. The others are "
    "shown with it as what other sources say. Empty if no source disagrees."
)
