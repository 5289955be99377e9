# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by scripts/deploy: AOT caches for the images. They are recorded on this machine while the
# services do real work, consumer and producer with an embedded broker of the kind that is deployed,
# from folders that look to the JVM as they do in the image: same class path, same file times.
# Needs JAVA_HOME (lib/java.sh), say and die (lib/say.sh), $kind, and the services and the lab built.

aot_orders=50
aot_requests=50
aot_patience=120

# Prints the flags of the image's JVM, one a line: a cache is made for its flags.
aot_flags() { # SERVICE
  sed -n 's/^quarkus\.jib\.jvm-arguments=//p' "$1/src/main/resources/application.properties" | tr ',' '\n' |
    grep '^-XX:'
}

# Prints what a cache is good for: this broker, these jars, this JDK, these flags.
aot_key() { # SERVICE
  {
    echo "$kind"
    "$JAVA_HOME/bin/java" -Xinternalversion
    aot_flags "$1"
    (cd "$1/target/quarkus-app" && find . -name '*.jar' | LC_ALL=C sort | xargs sha256sum)
  } | sha256sum | cut -c1-16
}

# Prints the path of the service's cache, which is there after aot_record.
aot_cache() { # SERVICE
  echo "$1/target/aot/$(aot_key "$1").aot"
}

# Records what is missing.
aot_record() { # SERVICE...
  local service work missing='' log=$1/target/aot/recording.log
  for service in "$@"; do
    [ -e "$(aot_cache "$service")" ] || missing=1
  done
  [ -n "$missing" ] || return 0
  say "Recording AOT caches: $* work on this machine; takes half a minute ..."
  work=$(mktemp -d)
  if ! (aot_run "$work" "$@"); then
    mkdir -p "$(dirname "$log")"
    cat "$work"/*.log >"$log"
    rm -rf "$work"
    die "the AOT caches could not be recorded, see $log; --no-aot deploys without"
  fi
  for service in "$@"; do
    mkdir -p "$service/target/aot"
    rm -f "$service"/target/aot/*.aot
    mv "$work/$service.aot" "$(aot_cache "$service")"
  done
  rm -rf "$work"
}

# The recording itself, in a subshell: it ends what it has started.
aot_run() { # FOLDER SERVICE...
  local work=$1 service
  shift
  # shellcheck disable=SC2064 # the folder's name is known now, and no more when it ends
  trap "aot_end '$work'" EXIT
  for service in "$@"; do
    cp -R "$service/target/quarkus-app" "$work/$service"
    find "$work/$service" -exec touch -d @0 {} +
  done
  aot_forget_settings
  case $1 in
    moc-app) aot_work_on_requests "$work" ;;
    *) aot_work_on_orders "$work" ;;
  esac || return 1

  # Asked to end, each JVM writes its cache.
  for service in "$@"; do
    kill "$(cat "$work/$service.pid")"
    wait "$(cat "$work/$service.pid")" || true
    rm "$work/$service.pid"
    [ -s "$work/$service.aot" ] || return 1
  done
}

aot_work_on_orders() { # FOLDER
  local work=$1 port life end
  # The broker ends with its standard input, which is held open as long as this shell runs.
  mkfifo "$work/life"
  GROUNDSWELL_BROKER_USERNAME=aot GROUNDSWELL_BROKER_PASSWORD=aot \
    "$JAVA_HOME/bin/java" -cp "lab/target/lib/*" io.groundswell.brokers.Main --kind "$kind" --data "$work/broker" \
    --create orders <"$work/life" >"$work/broker.out" 2>"$work/broker.log" &
  exec {life}>"$work/life"
  aot_await "$work/broker.out" '"port"' || return 1
  port=$(sed -n 's/.*"port":\([0-9]*\).*/\1/p' "$work/broker.out")
  case $kind in
    rabbitmq) export AMQP_ADDR=amqp://aot:aot@127.0.0.1:$port ;;
    kafka) export KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:$port ;;
    sqs)
      export SQS_QUEUE_URL=http://127.0.0.1:$port/000000000000/orders AWS_ENDPOINT_URL_SQS=http://127.0.0.1:$port \
        AWS_REGION=elasticmq AWS_ACCESS_KEY_ID=aot AWS_SECRET_ACCESS_KEY=aot
      ;;
  esac

  aot_start "$work" producer serve
  port=$(aot_port "$work" producer) || return 1
  curl -fsS -X POST -H 'Content-Type: application/json' -d "{\"count\":$aot_orders}" \
    "http://127.0.0.1:$port/orders" >/dev/null || return 1
  aot_probe "$port" || return 1

  aot_start "$work" consumer
  port=$(aot_port "$work" consumer) || return 1
  end=$((SECONDS + aot_patience))
  until curl -fsS "http://127.0.0.1:$port/q/metrics" 2>/dev/null | grep -q "^orders_done_total.* $aot_orders.0$"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
  aot_probe "$port"
}

aot_work_on_requests() { # FOLDER
  local work=$1 port address i
  aot_start "$work" moc-app
  port=$(aot_port "$work" moc-app) || return 1
  address=http://127.0.0.1:$port
  aot_probe "$port" || return 1
  for ((i = 0; i < aot_requests; i++)); do
    curl -fsS "$address/" "$address/healthcheck" "$address/metrics" >/dev/null &&
      curl -fsS -X POST -H 'Content-Type: application/json' -d '["aot"]' "$address/process" >/dev/null || return 1
  done
  curl -fsS "$address/cpu/1" "$address/mem/1" >/dev/null
}

# Neither the broker that is deployed for, nor anything else that is set for it, is for the recording.
aot_forget_settings() {
  local variable
  for variable in $(compgen -e | grep -E '^(AMQP|APP|AWS|CONSUMER|KAFKA|MOC|MP|PRODUCER|QUARKUS|SQS)_'); do
    unset "$variable"
  done
}

aot_start() { # FOLDER SERVICE [ARGUMENT...]
  local work=$1 service=$2 flags
  shift 2
  mapfile -t flags < <(aot_flags "$service")
  (
    cd "$work/$service" || exit
    BROKER=$kind CONSUMER_WORK=10ms QUARKUS_HTTP_PORT=0 exec "$JAVA_HOME/bin/java" "${flags[@]}" \
      -XX:AOTCacheOutput="$work/$service.aot" -jar quarkus-run.jar "$@"
  ) >"$work/$service.log" 2>&1 </dev/null &
  echo $! >"$work/$service.pid"
}

# Prints the port that the service has taken, once it has.
aot_port() { # FOLDER SERVICE
  aot_await "$1/$2.log" 'Listening on: http' &&
    sed -n 's#.*Listening on: http://[^:]*:\([0-9]*\).*#\1#p' "$1/$2.log" | head -1
}

aot_probe() { # PORT
  local probe
  for probe in started ready live; do
    curl -fsS --retry 20 --retry-delay 1 --retry-all-errors "http://127.0.0.1:$1/q/health/$probe" >/dev/null 2>&1 || return 1
  done
}

aot_await() { # FILE TEXT
  local end=$((SECONDS + aot_patience))
  until grep -q "$2" "$1" 2>/dev/null; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}

aot_end() { # FOLDER
  local pid
  for pid in "$1"/*.pid; do
    [ ! -e "$pid" ] || kill -KILL "$(cat "$pid")" 2>/dev/null || true
  done
}
