"""View -> which events pass: the one home of that question; observed contacts pass by the same rules."""

from data.model.cells import actors_of
from data.model.dates import PartialDate
from data.model.event_rows import Event
from data.tables.dataset import Dataset
from data.view.impact import rests_on
from data.view.partners import owners_in_view, partner_regions
from data.view.search import events_with
from data.view.view import View


class EventFilter:
    """The filters of a view that speak of events: layer, family and tier only say whose partner a region means."""

    def __init__(self, dataset: Dataset, view: View) -> None:
        self.dataset, self.view = dataset, view
        self.found = frozenset(event.event for event in events_with(dataset, view.text)) if view.text else frozenset()
        self.owners = owners_in_view(dataset, view)
        # Many events are of few dyads.
        self.dyads: dict[str, bool] = {}

    def passes(self, event: Event) -> bool:
        view = self.view
        return (
            (not view.kinds or event.kind in view.kinds)
            and (not view.grades or event.grade in view.grades)
            and not (view.withdrawn and rests_on(event.sources, frozenset(view.withdrawn)))
            and self.is_in_period(event.date)
            and self._dyad_passes(event.dyad)
            and (not view.text or event.event in self.found)
        )

    def is_in_period(self, day: PartialDate) -> bool:
        """Whether it may have been between the first and the last day asked for."""
        since, until = self.view.since, self.view.until
        return (since is None or day.last >= since) and (until is None or day.first <= until)

    def _dyad_passes(self, dyad: str) -> bool:
        if dyad not in self.dyads:
            self.dyads[dyad] = self.passes_between(actors_of(dyad))
        return self.dyads[dyad]

    def passes_between(self, ends: tuple[str, str], *, owners: frozenset[str] | None = None) -> bool:
        """Whether something between two actors passes the filters by actor and region; `owners` are no partners in it."""
        return self._actors_pass(ends) and self._regions_pass(ends, self.owners if owners is None else owners)

    def _actors_pass(self, ends: tuple[str, str]) -> bool:
        inside = [end in self.view.actors for end in ends]
        return not self.view.actors or (all(inside) if self.view.is_among else any(inside))

    def _regions_pass(self, ends: tuple[str, str], owners: frozenset[str]) -> bool:
        regions = self.view.regions
        return not regions or any(region in regions for region in partner_regions(self.dataset, ends, owners))
