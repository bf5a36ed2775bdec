"""The addresses of the forum. Those of topics and posts stand before those of boards."""

from django.urls import path

from community.views.forum import boards, desk_boards, feeds, moderating, posts, topics

urlpatterns = [
    path("feeds/boards/<slug:code>.atom", feeds.board, name="board_feed"),
    path("forum/", boards.forum, name="forum"),
    path("forum/topic/<slug:code>/", topics.topic, name="topic"),
    path("forum/topic/<slug:code>/news/", topics.news, name="topic_news"),
    path("forum/topic/<slug:code>/reply/", topics.reply, name="reply"),
    path("forum/topic/<slug:code>/draft/", topics.topic_draft, name="topic_draft"),
    path("forum/topic/<slug:code>/follow/", topics.topic_follow, name="topic_follow"),
    path("forum/topic/<slug:code>/say/", topics.say, name="topic_say"),
    path("forum/topic/<slug:code>/mark/", moderating.mark, name="mark_topic"),
    path("forum/topic/<slug:code>/move/", moderating.move, name="move_topic"),
    path("forum/topic/<slug:code>/merge/", moderating.merge, name="merge_topic"),
    path("forum/post/<slug:code>/", posts.post, name="post"),
    path("forum/post/<slug:code>/quote/", posts.quote, name="quote_post"),
    path("forum/post/<slug:code>/edit/", posts.edit, name="edit_post"),
    path("forum/post/<slug:code>/delete/", posts.delete, name="delete_post"),
    path("forum/post/<slug:code>/versions/", posts.versions, name="post_versions"),
    path("forum/post/<slug:code>/hide/", moderating.hide, name="hide_post"),
    path("forum/<slug:code>/", boards.board, name="board"),
    path("forum/<slug:code>/new/", boards.new_topic, name="new_topic"),
    path("forum/<slug:code>/draft/", boards.board_draft, name="board_draft"),
    path("forum/<slug:code>/follow/", boards.board_follow, name="board_follow"),
    path("forum/<slug:code>/people/", boards.let_in, name="let_in"),
    path("forum/<slug:code>/leave/", boards.leave_board, name="leave_board"),
    path("desk/posts/", moderating.held, name="held_posts"),
    path("desk/posts/<slug:code>/", moderating.held_post, name="held_post"),
    path("desk/boards/", desk_boards.boards, name="boards"),
    path("desk/boards/new/", desk_boards.new_board, name="new_board"),
    path("desk/boards/<slug:code>/", desk_boards.edit_board, name="edit_board"),
    path("desk/boards/<slug:code>/people/", desk_boards.board_person, name="board_person"),
    path("desk/boards/<slug:code>/people/<slug:person>/remove/", desk_boards.remove_person, name="remove_board_person"),
    path("desk/boards/<slug:code>/close/", desk_boards.close_board, name="close_board"),
]
