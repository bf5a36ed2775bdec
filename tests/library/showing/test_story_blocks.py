"""Plain text is understood as paragraphs and lists."""

from hypothesis import given
from hypothesis import strategies as st

from library.showing.story_blocks import StoryBlock, blocks_of


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert all(block.lines for block in blocks_of(text))


def test_a_story_is_paragraphs_and_lists() -> None:
    text = "We went out.\nIt rained.\n\nThen:\n1. Measure\n2. Write\n\n- a plate\n– a string\n\nDone."
    assert blocks_of(text) == [
        StoryBlock("p", ("We went out.", "It rained.")),
        StoryBlock("p", ("Then:",)),
        StoryBlock("ol", ("Measure", "Write")),
        StoryBlock("ul", ("a plate", "a string")),
        StoryBlock("p", ("Done.",)),
    ]
    assert blocks_of("3) later\n\n4) last") == [StoryBlock("ol", ("later", "last"), 3)]
