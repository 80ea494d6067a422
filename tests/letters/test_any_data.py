"""Whatever the data, there is a whole letter or one sentence; never a crash."""

import copy

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.letters import KINDS, Incomplete, compose, kind_of
from gongkai.paper import FORMATS, to_bytes

SCALARS = st.none() | st.booleans() | st.integers(-5, 40000) | st.floats() | st.text(max_size=12)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)


def paths(data, above=()):
    for key in data:
        yield (*above, key)
        if isinstance(data[key], dict):
            yield from paths(data[key], (*above, key))


@st.composite
def spoiled(draw):
    """The example of a letter with something in it replaced or taken out."""
    key = draw(st.sampled_from(KINDS))
    data = copy.deepcopy(dict(kind_of(key).example))
    for _ in range(draw(st.integers(1, 2))):
        *above, last = draw(st.sampled_from(list(paths(data))))
        inner = data
        for step in above:
            inner = inner[step]
        inner[last] = draw(ANYTHING)
    return key, data


@settings(max_examples=300, deadline=None)
@given(spoiled())
def test_any_data_makes_a_whole_letter_or_is_refused_in_one_sentence(case):
    key, data = case
    try:
        letter, sentence = compose(key, data), ""
    except Incomplete as error:
        letter, sentence = None, str(error)
    assert (sentence.endswith("。") and "\n" not in sentence) if letter is None else letter.title in letter.text()


@settings(max_examples=40, deadline=None)
@given(
    st.text(min_size=1, max_size=60).filter(str.strip),
    st.sampled_from([f.ending for f in FORMATS if f.ending != "pdf"]),
)
def test_any_words_can_be_printed(reason, ending):
    data = dict(kind_of("refused").example) | {"reason": reason}
    assert to_bytes(compose("refused", data).page(), ending)
