"""Draw the pictures of the README from the running program: `make pictures`.

The guide's first example as of a fixed day, each tab in two sizes, as SVG under assets/pictures.
"""

import asyncio
import os
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emtui.tui.app import EmtuiApp

TODAY = date(2027, 5, 20)
SIZES = ((120, 36), (80, 24))
SCENARIO = 1
VIEWS = {  # the key that opens each from its tab
    "scores": {"s": "sit-or-delay", "w": "what-if"},
    "study": {"r": "review", "p": "pace"},
}
PICTURES = Path(__file__).parent / "pictures"

os.environ["EMTUI_TODAY"] = TODAY.isoformat()


async def draw(folder: Path, size: tuple[int, int]) -> None:
    """Open the example at `size` and write a picture of each tab."""
    from emtui.planner.demo import demo_plan
    from emtui.store import Store
    from emtui.tui.app import EmtuiApp

    with tempfile.TemporaryDirectory() as temporary:
        store = Store.open(Path(temporary) / "plan.db", create=True)
        store.replace(demo_plan(SCENARIO, TODAY), "example")
        app = EmtuiApp(store)
        async with app.run_test(size=size) as pilot:
            for tab in app.tabs:
                await app.show_tab(tab)
                await pilot.pause(0.2)
                save(app, folder, f"{tab.number}-{tab}", size)
                for key, view in VIEWS.get(tab, {}).items():
                    await pilot.press(key)
                    await pilot.pause(0.2)
                    save(app, folder, f"{tab.number}-{view}", size)
                    await pilot.press("escape")
        app.desk.close()


def save(app: "EmtuiApp", folder: Path, name: str, size: tuple[int, int]) -> None:
    """Write what `app` shows as `name` with its size."""
    svg = app.export_screenshot(title=f"emtui {app.tab.label}")
    (folder / f"{name}-{size[0]}x{size[1]}.svg").write_text(without_fonts(svg), encoding="utf-8")


def without_fonts(svg: str) -> str:
    """`svg` that loads nothing from elsewhere: the reader's own monospace font will do."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main() -> None:
    """Draw every picture anew."""
    PICTURES.mkdir(exist_ok=True)
    for size in SIZES:
        asyncio.run(draw(PICTURES, size))
    print(f"drew {len(list(PICTURES.glob('*.svg')))} pictures in {PICTURES}")


if __name__ == "__main__":
    main()
