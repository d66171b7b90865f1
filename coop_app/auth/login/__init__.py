"""Who is at the screen, and what the trail learns of it."""

from coop_app.auth.login.session import begin as begin
from coop_app.auth.login.session import end as end
from coop_app.auth.login.session import install as install
from coop_app.auth.login.session import onward as onward
from coop_app.auth.login.session import own_path as own_path
from coop_app.auth.login.session import this_session as this_session
from coop_app.auth.login.session import where as where
