"""Look: how every format looks, from the theme and what a force changes in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from scorecard.model.document import Series


@dataclass(frozen=True)
class Look:
    """The visual language of every format: hex colours without "#", font names, and marks for findings.

    group_colours: by group name, the same everywhere; other series and groups take `palette` by position.
    marks: for each finding a shape that is not told by colour alone, its colour, and its words.
    """

    group_colours: dict[str, str]
    palette: tuple[str, ...]
    colours: dict[str, str]  # ink, muted, line, panel, paper, accent, warning
    marks: dict[str, tuple[str, str, str]]  # finding code -> (shape character, colour, words)
    heading_font: str
    body_font: str
    template: str = ""  # path of a PowerPoint template; "": the one shipped
    extra: dict[str, str] = field(default_factory=dict)

    def colour(self, group: str | None, position: int) -> str:
        """The colour of a group ("Asian: Indian" and "Asian, Female": that of "Asian"), else of that position."""
        name = group or ""
        kin = name.split(":")[0].split(",")[0]
        return self.group_colours.get(name) or self.group_colours.get(kin) or self.palette[position % len(self.palette)]

    def series_colour(self, series: Series, place: int) -> str:
        """The colour of a series that stands at this place in its chart."""
        return self.colour(series.group, place if series.position is None else series.position)
