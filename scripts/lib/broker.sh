# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by scripts/deploy: the broker's Secret. What is secret goes from the environment or the
# random number generator to kubectl's standard input; no command line or file ever holds it.
# Needs say.sh, cluster.sh.

# Prints what the services are to be built for: rabbitmq, kafka or sqs.
broker_kind() { # BROKER
  case $1 in
    rabbitmq | kafka | sqs) echo "$1" ;;
    external)
      if [ -n "${AMQP_ADDR:-}" ]; then
        echo rabbitmq
      elif [ -n "${KAFKA_BOOTSTRAP_SERVERS:-}" ]; then
        echo kafka
      elif [ -n "${SQS_QUEUE_URL:-}" ]; then
        echo sqs
      elif [ -n "${BROKER:-}" ]; then
        echo "$BROKER"
      else
        local kind
        for kind in rabbitmq kafka sqs; do
          exists secret "$kind" && echo "$kind" && return 0
        done
        return 1
      fi
      ;;
  esac
}

# Prints the component of src/main/kubernetes.
broker_component() { # BROKER
  if [ "$1" = sqs ] && [ -z "${SQS_QUEUE_URL:-}" ] && ! exists secret sqs; then
    echo sqs-emulator
  elif [ "$1" = sqs ] && kn get secret sqs -o 'jsonpath={.data.endpoint}' 2>/dev/null | grep -q .; then
    echo sqs-emulator
  else
    echo "$1"
  fi
}

# Prints the address of the emulator of SQS, where there is one: in the cluster, that of
# AWS_ENDPOINT_URL_SQS, or that of the Secret which is there.
broker_endpoint() { # COMPONENT KIND
  case $1/$2 in
    sqs-emulator/*) echo "http://elasticmq.$namespace.svc:9324" ;;
    */sqs)
      if [ -n "${AWS_ENDPOINT_URL_SQS:-}" ]; then
        echo "$AWS_ENDPOINT_URL_SQS"
      elif [ -z "${SQS_QUEUE_URL:-}" ]; then
        kn get secret sqs --ignore-not-found -o 'go-template={{with .data}}{{with .endpoint}}{{. | base64decode}}{{end}}{{end}}'
      fi
      ;;
  esac
}

# Applies a Secret of keys and values.
apply_secret() { # NAME KEY VALUE [KEY VALUE...]
  local name=$1
  shift
  {
    printf 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  labels: {%s: deploy}\ndata:\n' "$name" "$made_by"
    while [ $# -gt 0 ]; do
      printf '  %s: %s\n' "$1" "$(printf %s "$2" | base64 | tr -d '\n')"
      shift 2
    done
  } | kn apply --server-side --force-conflicts --field-manager="$made_by" -f - >/dev/null
}

# Makes the Secret, or takes the one that is there.
broker_secret() { # COMPONENT KIND
  local kind=$2
  case $1/$kind in
    rabbitmq/*)
      if exists secret rabbitmq; then return 0; fi
      local user=groundswell password host=rabbitmq.$namespace.svc
      password=$(random_password)
      apply_secret rabbitmq username "$user" password "$password" \
        amqp "amqp://$user:$password@$host:5672/" http "http://$user:$password@$host:15672/"
      ;;
    kafka/*) apply_secret kafka bootstrap-servers "kafka.$namespace.svc:9092" ;;
    sqs-emulator/*)
      apply_secret sqs queue-url "http://elasticmq.$namespace.svc:9324/000000000000/orders" \
        region eu-west-1 endpoint "http://elasticmq.$namespace.svc:9324" \
        access-key-id none secret-access-key none
      ;;
    */rabbitmq)
      if [ -n "${AMQP_ADDR:-}" ]; then
        apply_secret rabbitmq amqp "$AMQP_ADDR" http "${RABBITMQ_MANAGEMENT_URL:-$(management_url "$AMQP_ADDR")}"
      else
        need_secret rabbitmq AMQP_ADDR
      fi
      ;;
    */kafka)
      if [ -n "${KAFKA_BOOTSTRAP_SERVERS:-}" ]; then
        apply_secret kafka bootstrap-servers "$KAFKA_BOOTSTRAP_SERVERS"
      else
        need_secret kafka KAFKA_BOOTSTRAP_SERVERS
      fi
      ;;
    */sqs)
      if [ -n "${SQS_QUEUE_URL:-}" ]; then
        local keys=(queue-url "$SQS_QUEUE_URL" region "${AWS_REGION:?set it to the region of SQS_QUEUE_URL}")
        # An emulator's services have an access key of their own, since they have no identity.
        [ -z "${AWS_ENDPOINT_URL_SQS:-}" ] ||
          keys+=(endpoint "$AWS_ENDPOINT_URL_SQS" access-key-id "${AWS_ACCESS_KEY_ID:-none}" secret-access-key "${AWS_SECRET_ACCESS_KEY:-none}")
        apply_secret sqs "${keys[@]}"
      else
        need_secret sqs SQS_QUEUE_URL
      fi
      ;;
  esac
}

need_secret() { # NAME VARIABLE
  exists secret "$1" || die "there is no Secret $1 in namespace $namespace: set $2 to the broker's address"
}

# The management API's URL where it is at its usual port; RABBITMQ_MANAGEMENT_URL says it where it isn't.
management_url() { # AMQP_URL
  local rest=${1#*://} scheme=http port=15672 authority path=/
  case $1 in amqps://*) scheme=https port=15671 ;; esac
  authority=${rest%%/*}
  case $rest in */?*) path=/${rest#*/} ;; esac
  # What follows the last @ is host and port.
  local host=${authority##*@} user=''
  case $authority in *@*) user=${authority%@*}@ ;; esac
  echo "$scheme://$user${host%:*}:$port$path"
}

random_password() {
  # 32 characters of 62, 190 bits; head ends the pipe early.
  (set +o pipefail && LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 32)
}
