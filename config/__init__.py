"""Settings, addresses and entry points.

Objects made while modules load live as long as the process. Collecting garbage among them takes a third of a start
(3.0 s instead of 2.0), so collection is off until all applications are loaded: core/apps.py switches it on.
"""

import gc

gc.disable()
