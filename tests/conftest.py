"""How every test runs."""

import gc

from hypothesis import settings

# No deadline: a first import or a busy machine is no fault of the code under test.
settings.register_profile("emtui", deadline=None, max_examples=60)
settings.load_profile("emtui")

# By default a quarter of the screen tests' time goes into looking through what all tests before left loaded.
gc.set_threshold(10_000, 20, 20)
