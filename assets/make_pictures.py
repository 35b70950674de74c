"""Draw the pictures of the README from the running program: `make pictures`.

The guide's first example as of a fixed day, each tab in two sizes, as SVG under assets/pictures.
"""

import asyncio
import os
import re
import tempfile
from datetime import date
from pathlib import Path

TODAY = date(2027, 5, 20)
SIZES = ((120, 36), (80, 24))
SCENARIO = 1
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
                name = f"{tab.number}-{tab}-{size[0]}x{size[1]}.svg"
                svg = app.export_screenshot(title=f"emtui {tab.label}")
                (folder / name).write_text(without_fonts(svg), encoding="utf-8")
        app.desk.close()


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
