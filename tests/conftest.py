"""How every test runs."""

from hypothesis import settings

# No deadline: a first import or a busy machine is no fault of the code under test.
settings.register_profile("emtui", deadline=None, max_examples=60)
settings.load_profile("emtui")
