"""What is done to shop windows and the orders that come through them."""

from coop_app.sales.service.window.forgetting import forget_buyers as forget_buyers
from coop_app.sales.service.window.hanging import hang_photo as hang_photo
from coop_app.sales.service.window.hanging import take_photo_down as take_photo_down
from coop_app.sales.service.window.opening import publish as publish
from coop_app.sales.service.window.opening import withdraw as withdraw
from coop_app.sales.service.window.ordering import place_order as place_order
from coop_app.sales.service.window.ordering import take_step as take_step
from coop_app.sales.service.window.writing import lay_out as lay_out
from coop_app.sales.service.window.writing import save_window as save_window
