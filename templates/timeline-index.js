timelineIndex({{ names|tojson }}, {{ pages|tojson }}, {{ groups|tojson }});
