# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by the other scripts: what they say. All of it goes to standard error; standard output is
# for results.

say() { printf '%s\n' "$*" >&2; }

# Ends the script with one line that says what is wrong and the way out.
die() {
  say "${0##*/}: $*"
  exit 2
}

# Prints the comment at a script's head, which is its help.
help() {
  sed -n '2,/^[^#]/s/^# \{0,1\}//p' "scripts/${0##*/}"
}

# Ends the script unless its option has a value.
need_value() { # OPTION [VALUE]
  [ $# -gt 1 ] || die "$1 lacks a value, see --help"
}

# Asks on the terminal; without one the answer is no.
confirm() { # QUESTION
  local answer
  [ -t 0 ] || return 1
  read -r -p "$1 [y/N] " answer
  [[ $answer == [yY]* ]]
}

# Runs a command that takes long: says what it is, and now and then for how long it has been at it.
# Its output goes to a file, of which the end is shown where it fails.
step() { # WHAT LOG COMMAND...
  local what=$1 log=$2 begin=$SECONDS pid told=0
  shift 2
  mkdir -p "$(dirname "$log")"
  say "$what ..."
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.5
    if ((SECONDS - begin >= told + 15)); then
      told=$((SECONDS - begin))
      say "  ... $told s"
    fi
  done
  if ! wait "$pid"; then
    grep -E 'ERROR|rror:' "$log" | head -10 >&2 || tail -10 "$log" >&2
    die "$what: failed after $((SECONDS - begin)) s; all of it is in $log"
  fi
}

# Waits until a command succeeds; it is tried each second, and its standard output said when it
# changes.
await() { # SECONDS WHAT COMMAND...
  local end=$((SECONDS + $1)) what=$2 now='' before=''
  shift 2
  say "Waiting for $what ..."
  until now=$("$@" 2>/dev/null); do
    if [ "$now" != "$before" ]; then
      say "  $now"
      before=$now
    fi
    ((SECONDS < end)) || return 1
    sleep 1
  done
}
