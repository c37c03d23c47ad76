t () 
{ 
    k cls 0.6 > /dev/null;
    tmux send-keys -t w -l -- "$1";
    sleep 0.8;
    tmux send-keys -t w C-Space;
    sleep ${3:-2};
    echo "=== [$1]";
    c;
    for i in $(seq 1 ${2:-0});
    do
        tmux send-keys -t w Tab;
        sleep 0.6;
        c | tail -n +1;
    done;
    tmux send-keys -t w Escape;
    sleep 0.4;
    tmux send-keys -t w C-c;
    sleep 0.4
}
