"""`--against` reads words: who is named, near whom a number stands, numbers in words, labels, hand-typed rates."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.disclosure.inspect.internal_counts import kinds

COUNT, RATE = {"withheld_count"}, {"withheld_rate"}
OFFICERS = "<h2>Police officers by ethnicity</h2>"
COMBINED = "<p>Too few Mixed female officers were decided: 21, of whom 3 were refused.</p>"
LEAKS = {
    "a label and a count": ("<p>Mixed officers: 3 of 22 refused</p>", COUNT),
    "beside other groups": ("<p>Officers refused: Asian 20, Mixed 3, White 89.</p>", COUNT),
    "after a comma": ("<p>Of the Mixed officers, 3, or one in seven, were refused</p>", COUNT),
    "a fraction": ("<p>Refused: 3/22 Mixed officers</p>", COUNT),
    "a number in words": ("<p>Seven of the Black staff were refused.</p>", COUNT),
    "a long number in words": ("<p>Twenty-one women were refused as officers.</p>", COUNT),
    "the withheld rest": ("<p>nineteen of twenty two Mixed officers passed</p>", COUNT),
    "a rate by hand": ("<p>13.6% of Mixed officers</p>", RATE),
    "per thousand": ("<p>136 per 1,000 Mixed officers were refused</p>", RATE),
    "struck out": ("<p>Police staff, Black: <del>7</del> [c] refused</p>", COUNT),
    "per cent": ("<p>13.6 per cent of Mixed officers were refused</p>", RATE),
    "the group before": (f"{OFFICERS}<p>Mixed</p><p>3 refused</p>", COUNT),
    "the group in a heading of its own": ("<h2>Police officers</h2><h3>Mixed</h3><p>Three were refused.</p>", COUNT),
    "the number apart": ("<p>Mixed officers: <b>3</b> of <i>22</i> refused</p>", COUNT),
    "a label for screen readers": ('<h2>Police staff: refused</h2><svg aria-label="Black 7"></svg>', COUNT),
    "a label for screen readers alone": ('<svg role="img" aria-label="Mixed officers 3 of 22 refused"></svg>', COUNT),
    "a tooltip": ('<h2>Staff: refused</h2><p title="Black: 7">[c]</p>', COUNT),
    "alternative text": ('<h2>Staff: refused</h2><img alt="Black 7" src="a.png">', COUNT),
    "a title within a drawing": ("<h2>Refused, staff</h2><svg><g><title>Black 7</title></g></svg>", COUNT),
    "any other attribute": ('<p aria-roledescription="Black staff: 7 refused">[c]</p>', COUNT),
    "words of a style": ("<style>p::after{content:'Black staff: 7 refused'}</style><p>x</p>", COUNT),
    "a comment": ("<p>x</p><!-- Black staff: 7 refused -->", COUNT),
    "a cell with words": (f"{OFFICERS}<table><tr><td>Group<td>Refused<tr><td>Mixed<td>3 of 22</table>", COUNT),
    "a cell with a fraction": (f"{OFFICERS}<table><tr><td>Group<td>Refused<tr><td>Mixed<td>3/22</table>", COUNT),
    "a cell in words": (f"{OFFICERS}<table><tr><td>Group<td>Refused<tr><td>Mixed<td>three</table>", COUNT),
    "a cell with a mark": (f"{OFFICERS}<table><tr><td>Group<td>Refused<tr><td>Mixed<td>3*</table>", COUNT),
    "lines": ("<h2>Staff refused</h2><p>Asian 7<br>Black 7<br>White 20</p>", COUNT),
    "a list of terms": ("<h2>Police staff: refused</h2><dl><dt>Black<dd>7<dt>White<dd>20</dl>", COUNT),
    "words of a drawing": ("<h2>Staff refused</h2><svg><text>Black</text><text>7</text></svg>", COUNT),
    "spans": ("<h2>Staff refused</h2><div><span>Black</span><span>7</span></div>", COUNT),
    "the other outcome": ("<p>Mixed officers: all but 3 of 22 passed.</p>", COUNT),
    "of these": ("<p>There were 22 Mixed officer applicants; of these, three were refused.</p>", COUNT),
    "few people": ("<p>14% of Mixed officers were refused.</p>", RATE),
    "a footnote": (f"{OFFICERS}<table><tr><td>Group<td>Refused<tr><td>Mixed<td>3<sup>1</sup></table>", COUNT),
    "a short header": ("<h2>Officers refused</h2><table><tr><td>Group<td>n<tr><td>Mixed<td>3</table>", COUNT),
    "an abbreviation": ("<p>Mixed officers: ref. 3, dec. 22</p>", COUNT),
    "a table of one group": ("<h2>Mixed officers</h2><table><tr><td>Outcome<td>n<tr><td>Refused<td>3</table>", COUNT),
    "a table without a header": (f"{OFFICERS}<table><tr><td>Mixed<td>3<tr><td>Asian<td>20</table>", COUNT),
}
PEACE = {
    "the rate of all": "<p>Police officers refused by ethnicity: Asian 6.5%, Mixed [c], All 13.6%.</p>",
    "a rule's name": "<p>Refusal ratio: group ÷ Mixed</p><p>Police officers: pass ratio beside three fifths</p>",
    "a combined group": COMBINED,
    "a date": "<p>Mixed officers refused, 3 May to 7 June 2021 or 2021-06-03</p>",
    "other as a word": "<p>Police officers: 3 other applications are outside the base, and refused.</p>",
    "the shown group": "<p>Asian officers: 20 of 310 refused</p>",
    "the other workforce": "<p>Mixed staff: 6 of 56 refused</p>",
    "shown counts of the same group": "<p>Of the Mixed officers 22 were decided and 3 withdrew.</p>",
    "nearest the end of a name": "<p>Police staff refused: Asian 7, Black [c]</p>",
    "nearest the shown group": "<p>Asian staff 7 refused; Black staff [c] refused.</p>",
    "nobody in particular": "<p>No one of the Mixed officers is counted twice, and the one table shows all.</p>",
    "something else": "<p>Mixed and Black are shown on page 3, with 7 notes.</p>",
    "the withheld row": f"{OFFICERS}<table><tr><td>Group<td>Refused<tr><td>Mixed<td>[c]</table>",
    "a label of what is shown": '<h2>Police staff: decided</h2><svg aria-label="Black 41"></svg>',
}


@pytest.mark.parametrize(("page", "expected"), LEAKS.values(), ids=LEAKS)
def test_words_that_give_a_count_away_are_found(page: str, expected: set[str], tmp_path: Path) -> None:
    assert kinds(tmp_path, "a.html", page) == expected


@pytest.mark.parametrize("page", PEACE.values(), ids=PEACE)
def test_words_about_others_are_left_in_peace(page: str, tmp_path: Path) -> None:
    assert kinds(tmp_path, "a.html", page) == set()


def test_counts_of_a_breakdown_that_is_not_published_are_found(tmp_path: Path) -> None:
    """The public folder beside the internal one says what is published; without it nobody can tell."""
    (tmp_path / "public").mkdir()
    manifest = tmp_path / "public" / "manifest.json"
    for publish, expected in ('["ethnicity", "sex", "ethnicity_sex"]', set()), ('["ethnicity", "sex"]', COUNT):
        manifest.write_text(f'{{"edition": "public", "policy": {{"publish": {publish}}}}}')
        assert kinds(tmp_path, "a.html", COMBINED) == expected
