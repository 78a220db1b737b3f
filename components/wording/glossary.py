"""The words that a reader meets on the pages, each with its meaning. Pure."""

GLOSSARY: dict[str, str] = {
    "Label": "The words that two sides declared for their relations, for example “all-weather strategic partnership”. A "
    "label is negotiated wording; it does not measure closeness.",
    "Rank": "The place of a label in a ranking. Beijing publishes no ranking: ours is unofficial, and the page By rank "
    "gives its reasons. Labels of similar strength form a group with one colour.",
    "Type of tie": "Partnership, treaty, membership, integration, forces and bases, adversarial, flow. They are never "
    "added up or blended into one score.",
    "Tie": "What the picture draws as one line: the labels that a pair held one after the other, a treaty, a membership.",
    "Pair": "Two countries or organisations, in alphabetical order of their codes, such as BLR-CHN.",
    "Date shown": "The date for which the picture, the counts and the lists are true.",
    "Uncertain": "The sources give only a month or a year, so that the tie may or may not have been in force on the date "
    "shown. “By” a date means that a source shows it then; when it began was not found.",
    "Presets": "Saved views to start from. Some have a date of their own.",
    "Include proposals": "Shows what was only proposed or wished for, as uncertain. A proposal is not a tie: the counts say how many there are.",
    "Quality of the evidence": "Confirmed: a dated source that states it was read. Reported: a secondary or undated "
    "source was read. From memory: no text was read. Contested: sources disagree, and each value has its own row.",
    "Reliability of a source": "A to F on the Admiralty scale: A completely reliable, B usually, C fairly, D not usually, "
    "E unreliable, F cannot be judged.",
    "Observed contacts": "Meetings, talks and calls of China’s leaders, coded by machine from the evening news of one "
    "broadcaster. They are shown apart from events, which people recorded one by one.",
    "Use of a label": "A mention of exactly the words of one of China’s labels in the evening news of one broadcaster, coded "
    "by machine. A label that is not used may still be in force, and a day that was not read is a blind spot.",
    "Link to this exact version": "A link that also names the version of the records. It says whether "
    "the records in view have changed since.",
    "Treat a source as withdrawn": "Hides, on every page, what rests on that source alone, so that you see what depends "
    "on it.",
    "Story": "Saved views with captions, to be presented scene by scene or exported as slides.",
    "Keyboard": "“/” opens the search; arrow keys move among the results, Enter opens one, Escape closes. In a picture, "
    "arrow keys go from country to country.",
}
