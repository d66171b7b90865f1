"""Files that belong to members' acts; the stone below keeps them."""

from coop_app.filing import Upload as Upload
from coop_app.filing import file_content as file_content
from coop_app.filing import keep_file as keep_file
