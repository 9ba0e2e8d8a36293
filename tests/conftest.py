"""How many examples a property is tried with: HYPOTHESIS_PROFILE names a profile, CI means `ci`."""

import os

from hypothesis import HealthCheck, settings

SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large, HealthCheck.large_base_example)

settings.register_profile("dev", max_examples=25, deadline=None, print_blob=True, suppress_health_check=SLOW)
settings.register_profile("ci", settings.get_profile("dev"), max_examples=40, database=None)
settings.register_profile("nightly", settings.get_profile("ci"), max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))
