"""What the user wrote and tried on Strategy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryAnswer:
    """The user's answer to one prompt of the application story; `prompt` is its id in the guide."""

    id: int | None = None
    prompt: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileWhatIf:
    """A profile imagined, under a name; `changes` are pairs as `profile set` takes them."""

    id: int | None = None
    name: str
    changes: str
