# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by scripts/watch and doctor: what the cluster says of a ScaledObject, read-only.
# Needs cluster.sh.

# Prints the status of a condition: True, False, Unknown or nothing.
condition() { # KIND NAME TYPE
  kn get "$1" "$2" -o "jsonpath={.status.conditions[?(@.type==\"$3\")].status}" 2>/dev/null || true
}

# Prints a condition's reason and message.
condition_why() { # KIND NAME TYPE
  kn get "$1" "$2" -o "jsonpath={.status.conditions[?(@.type==\"$3\")].reason}: {.status.conditions[?(@.type==\"$3\")].message}" 2>/dev/null || true
}

hpa_of() { # SCALEDOBJECT
  local hpa
  hpa=$(kn get scaledobject "$1" -o 'jsonpath={.status.hpaName}' 2>/dev/null) || true
  echo "${hpa:-keda-hpa-$1}"
}

target_of() { # SCALEDOBJECT
  kn get scaledobject "$1" -o 'jsonpath={.spec.scaleTargetRef.name}'
}

# Prints the sum of KEDA's external metrics, as the HPA would be told now.
backlog_of() { # SCALEDOBJECT
  local metric sum=0 value found=''
  for metric in $(kn get scaledobject "$1" -o 'jsonpath={.status.externalMetricNames[*]}'); do
    value=$(metric_value "$1" "$metric") || return 1
    sum=$((sum + value)) found=1
  done
  [ -z "$found" ] || echo "$sum"
}

# Prints the metric's value, whole, or fails with what the API says on standard error.
metric_value() { # SCALEDOBJECT METRIC
  local answer value
  answer=$(k get --request-timeout=10s --raw "/apis/external.metrics.k8s.io/v1beta1/namespaces/$namespace/$2?labelSelector=scaledobject.keda.sh%2Fname%3D$1") || return 1
  # A Kubernetes quantity, such as 39.736, 12500m or 1k.
  value=$(sed -nE 's/.*"value":"(-?[0-9.]+)([numkM]?)".*/\1 \2/p' <<<"$answer")
  [ -n "$value" ] || return 1
  awk '{ split("n 1e-9 u 1e-6 m 1e-3 k 1e3 M 1e6", w, " "); f = 1
         for (i = 1; i < 10; i += 2) if (w[i] == $2) f = w[i + 1]
         printf "%d\n", $1 * f + 1e-9 }' <<<"$value"
}

# Prints "current/target desired" of the HPA's first metric: an average value, or a utilisation in %.
hpa_target() { # HPA
  local current='{.status.currentMetrics[0]..averageUtilization}{.status.currentMetrics[0].external.current.averageValue}'
  local target='{.spec.metrics[0]..averageUtilization}{.spec.metrics[0].external.target.averageValue}'
  kn get hpa "$1" -o "jsonpath=$current/$target {.status.desiredReplicas}" 2>/dev/null |
    # Before its first count the HPA says the smallest of all numbers.
    sed -E 's#^(-[0-9]+m?)?/#-/#'
}

# Prints how many pods of a Deployment are in which state.
pods_of() { # DEPLOYMENT
  kn get pods -l "app.kubernetes.io/name=$1" -o \
    'jsonpath={range .items[*]}{.metadata.deletionTimestamp}|{.status.phase}|{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}' 2>/dev/null |
    awk -F'|' '
      $1 != "" { terminating++; next }
      $2 == "Pending" { pending++; next }
      $2 == "Running" && $3 == "True" { ready++; next }
      $2 == "Running" { running++ }
      END { print pending + 0 " Pending, " running + 0 " Running, " ready + 0 " Ready, " terminating + 0 " Terminating" }'
}
