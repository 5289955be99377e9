# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by scripts/doctor: one function for each thing that keeps a ScaledObject from scaling. Each
# reads, and reports what it finds with the mend. Of Secrets it reads the keys, never the values.
# Needs say.sh, cluster.sh, keda.sh, scaling.sh; name is the ScaledObject's, deployment its target's.

findings=0

# Reports a cause and its mend.
finding() { # CAUSE MEND
  findings=$((findings + 1))
  printf '%d. %s\n   mend: %s\n' "$findings" "$1" "$2"
}

check_keda() {
  local ns operator version ready service
  read -r ns operator version <<<"$(keda_find)" || true
  if [ -z "${ns:-}" ]; then
    finding "KEDA isn't there: no Deployment keda-operator in any namespace" \
      "scripts/deploy installs it, or 'helm install keda kedacore/keda -n keda --create-namespace'"
    return 0
  fi
  ready=$(k -n "$ns" get deployment "$operator" -o 'jsonpath={.status.readyReplicas}')
  if [ -z "$ready" ] || [ "$ready" = 0 ]; then
    finding "KEDA's operator is away: Deployment $operator in namespace $ns has no ready pod, so nothing rises from zero" \
      "kubectl -n $ns scale deployment $operator --replicas=1, or see its pods: kubectl -n $ns describe pods"
  elif [ -n "$version" ] && is_older "$version" "$keda_oldest"; then
    finding "KEDA $version is too old" "upgrade it to $keda_oldest or newer"
  fi
  service=$(k get apiservice v1beta1.external.metrics.k8s.io --ignore-not-found -o \
    'jsonpath={.status.conditions[?(@.type=="Available")].status} {.status.conditions[?(@.type=="Available")].message}')
  case $service in
    True*) ;;
    '') finding "the external metrics API isn't there, so the HPA can't count" "install KEDA anew: its metrics server brings it" ;;
    *) finding "the external metrics API isn't available (${service#* }), so the HPA can't count" \
      "see KEDA's metrics server: kubectl -n $ns get pods" ;;
  esac
}

check_target() {
  exists deployment "$deployment" && return 0
  finding "the ScaledObject's target, Deployment $deployment, isn't there" "scripts/deploy, or mend spec.scaleTargetRef"
  return 1
}

check_paused() {
  local annotations
  annotations=$(kn get scaledobject "$name" -o 'jsonpath={.metadata.annotations}')
  case $annotations in
    *'"autoscaling.keda.sh/paused-replicas"'*)
      finding "scaling is paused by the annotation autoscaling.keda.sh/paused-replicas" \
        "kubectl -n $namespace annotate scaledobject $name autoscaling.keda.sh/paused-replicas-" ;;
    *'"autoscaling.keda.sh/paused":"false"'*) ;;
    *'"autoscaling.keda.sh/paused":'*)
      finding "scaling is paused by the annotation autoscaling.keda.sh/paused" \
        "kubectl -n $namespace annotate scaledobject $name autoscaling.keda.sh/paused-" ;;
  esac
}

check_rivals() {
  local other rivals
  for other in $(kn get scaledobjects -o "jsonpath={.items[?(@.spec.scaleTargetRef.name==\"$deployment\")].metadata.name}"); do
    [ "$other" = "$name" ] ||
      finding "a second ScaledObject, $other, scales Deployment $deployment as well" \
        "keep one: kubectl -n $namespace delete scaledobject $other"
  done
  rivals=$(kn get hpa -o 'jsonpath={range .items[*]}{.metadata.name} {.spec.scaleTargetRef.kind}/{.spec.scaleTargetRef.name} {.metadata.ownerReferences[0].kind}{"\n"}{end}' |
    awk -v target="Deployment/$deployment" '$2 == target && $3 != "ScaledObject" { print $1 }')
  for other in $rivals; do
    finding "the HPA $other scales Deployment $deployment too, against KEDA's" \
      "kubectl -n $namespace delete hpa $other"
  done
}

# Secrets that the target's pods or the triggers name, by their keys.
check_secrets() {
  local authentication secret key keys missing=''
  {
    kn get deployment "$deployment" -o \
      'jsonpath={range .spec.template.spec.containers[*].env[*]}{.valueFrom.secretKeyRef.name} {.valueFrom.secretKeyRef.key} {.valueFrom.secretKeyRef.optional}{"\n"}{end}'
    for authentication in $(kn get scaledobject "$name" -o 'jsonpath={.spec.triggers[*].authenticationRef.name}'); do
      if exists triggerauthentication "$authentication"; then
        kn get triggerauthentication "$authentication" -o 'jsonpath={range .spec.secretTargetRef[*]}{.name} {.key}{"\n"}{end}'
      else
        echo "- $authentication"
      fi
    done
  } | sort -u | while read -r secret key optional; do
    if [ "$secret" = - ]; then
      echo "TriggerAuthentication $key"
    elif [ -n "$key" ] && [ "$optional" != true ]; then
      # The template prints the keys alone.
      keys=$(kn get secret "$secret" --ignore-not-found -o 'go-template={{range $key, $value := .data}}{{$key}}{{"\n"}}{{end}}')
      grep -qxF "$key" <<<"$keys" || echo "key $key of Secret $secret"
    fi
  done >"$findings_file"
  while read -r missing; do
    finding "the $missing isn't there" "scripts/deploy makes the broker's Secret; see docs/clusters.md for its keys"
  done <"$findings_file"
}

# What KEDA says of the triggers, now: the metric API's answer, or else the condition and last event.
check_triggers() {
  local metric error='' ready uid
  ready=$(condition scaledobject "$name" Ready)
  for metric in $(kn get scaledobject "$name" -o 'jsonpath={.status.externalMetricNames[*]}'); do
    metric_value "$name" "$metric" >/dev/null 2>"$findings_file" || error=$(cat "$findings_file")
  done
  if [ -z "$error" ] && [ "$ready" = True ]; then
    return 0
  fi
  # The event has the scaler's own words. One of the same name may have been there before.
  uid=$(kn get scaledobject "$name" -o 'jsonpath={.metadata.uid}')
  error+=$'\n'$(kn get events --field-selector "involvedObject.uid=$uid,type=Warning" \
    --sort-by=.lastTimestamp -o 'jsonpath={.items[-1:].message}' 2>/dev/null)
  error+=$'\n'$(condition_why scaledobject "$name" Ready)
  explain_trigger "$error"
}

# Finds the cause in what KEDA says of a trigger.
explain_trigger() { # ERROR
  local trigger
  trigger=$(kn get scaledobject "$name" -o 'jsonpath={.spec.triggers[0].metadata}' 2>/dev/null) || true
  case $1 in
    *'topic or partition that does not exist'*)
      finding "the broker has no topic as the trigger names it: $trigger" \
        "mend topic, or let the producer or consumer make it (scripts/load --count 1)" ;;
    *'no queue'* | *' 404'* | *'Object Not Found'* | *'queue not found'* | *NonExistentQueue*)
      finding "the broker has no queue as the trigger names it: $trigger" \
        "mend queueName, or let the producer or consumer make the queue (scripts/load --count 1)" ;;
    *' 401'* | *ACCESS_REFUSED* | *'not authorized'* | *'username or password not allowed'* | *'SASL Authentication failed'* | *AccessDenied*)
      finding "the broker refuses KEDA's user or password" \
        "mend the Secret that the TriggerAuthentication names, then KEDA tries again by itself" ;;
    *'connection refused'* | *'no such host'* | *'i/o timeout'* | *'deadline exceeded'* | *'no route to host'* | *'connection reset'* | *'out of available brokers'*)
      finding "KEDA doesn't reach the broker: $(grep -oE '(dial tcp [^"]*|connection refused|no such host|i/o timeout|deadline exceeded)' <<<"$1" | head -1)" \
        "is the broker running, its address in the Secret right, and does a NetworkPolicy let KEDA in?" ;;
    *'already managed'* | *'already scaled'*)
      finding "KEDA refuses the ScaledObject: something else scales its target" "see the other findings" ;;
    *[![:space:]:]*)
      finding "KEDA's trigger doesn't work: $(tr -s ' \n' ' ' <<<"$1" | cut -c1-300)" \
        "kubectl -n $namespace describe scaledobject $name, and the log of KEDA's operator" ;;
    *) finding "KEDA hasn't looked at the ScaledObject yet" "wait a polling interval; is KEDA's operator running?" ;;
  esac
}

check_pods() {
  local pod state reason message
  # Created at all? The Deployment says why not: quota, Pod Security, admission.
  message=$(kn get deployment "$deployment" -o 'jsonpath={.status.conditions[?(@.type=="ReplicaFailure")].message}')
  case $message in
    '') ;;
    *'exceeded quota'*)
      finding "a quota of namespace $namespace is full: ${message#*: }" \
        "raise the quota, lower the requests, or the ScaledObject's maxReplicaCount" ;;
    *) finding "pods can't be made: $message" "mend what it names" ;;
  esac
  kn get pods -l "app.kubernetes.io/name=$deployment" -o \
    'jsonpath={range .items[*]}{.metadata.name}|{.status.conditions[?(@.type=="PodScheduled")].reason}|{.status.containerStatuses[0].state.waiting.reason}|{.status.containerStatuses[0].lastState.terminated.reason}|{.status.conditions[?(@.type=="PodScheduled")].message}{.status.containerStatuses[0].state.waiting.message}{"\n"}{end}' >"$findings_file"
  # One finding for each kind of trouble, not for each pod.
  while IFS='|' read -r pod state reason last message; do
    case $state/$reason in
      Unschedulable/*)
        finding "no node takes pod $pod: $message" \
          "add a node, or mend requests, node selector or tolerations of Deployment $deployment" ;;
      */ErrImagePull | */ImagePullBackOff | */InvalidImageName | */ErrImageNeverPull)
        finding "the image of pod $pod can't be had: $message" \
          "is its name right, was it pushed, may the node read that registry? scripts/deploy pushes it" ;;
      */CreateContainer*Error)
        finding "pod $pod can't start: $message" "mend what it names" ;;
      */CrashLoopBackOff)
        finding "pod $pod ends again and again (${last:-unknown})" "kubectl -n $namespace logs $pod --previous" ;;
    esac
  done < <(sort -t'|' -u -k2,3 "$findings_file")
}

# The HPA's own conditions, once KEDA has let the target rise from zero.
check_hpa() {
  local hpa replicas why
  hpa=$(hpa_of "$name")
  replicas=$(kn get deployment "$deployment" -o 'jsonpath={.spec.replicas}')
  exists hpa "$hpa" || return 0
  if [ "$(condition hpa "$hpa" AbleToScale)" = False ]; then
    finding "the HPA can't scale: $(condition_why hpa "$hpa" AbleToScale)" "kubectl -n $namespace describe hpa $hpa"
  fi
  if [ "${replicas:-0}" != 0 ] && [ "$(condition hpa "$hpa" ScalingActive)" = False ]; then
    why=$(condition_why hpa "$hpa" ScalingActive)
    # A metric that fails has been explained by its trigger.
    case $why in
      FailedGetExternalMetric:*) [ "$findings" -gt 0 ] || finding "the HPA gets no metric: ${why#*: }" "see KEDA's metrics server and operator" ;;
      AmbiguousSelector:*) finding "the HPA stops: ${why#*: }" "let one HPA alone select these pods" ;;
      ScalingDisabled:*) ;;
      *) finding "the HPA is inactive: $why" "kubectl -n $namespace describe hpa $hpa" ;;
    esac
  fi
  why=$(condition_why hpa "$hpa" ScalingLimited)
  case $why in
    TooManyReplicas:*) say "Note: the HPA would take more replicas than maxReplicaCount allows." ;;
  esac
}

# A Kafka trigger counts no more lag than its topic's partitions can be shared for.
check_partitions() {
  local type threshold idle most desired backlog
  IFS='|' read -r type threshold idle most <<<"$(kn get scaledobject "$name" -o \
    'jsonpath={.spec.triggers[0].type}|{.spec.triggers[0].metadata.lagThreshold}|{.spec.triggers[0].metadata.allowIdleConsumers}|{.spec.maxReplicaCount}')"
  [ "$type" = kafka ] && [ "$idle" != true ] && [[ $threshold =~ ^[1-9][0-9]*$ ]] || return 0
  backlog=$(backlog_of "$name" 2>/dev/null) || backlog=0
  desired=$(kn get hpa "$(hpa_of "$name")" -o 'jsonpath={.status.desiredReplicas}' 2>/dev/null) || return 0
  if [ "${backlog:-0}" = $((${desired:-0} * threshold)) ] && ((${desired:-0} > 0 && desired < ${most:-100})); then
    say "Note: KEDA asks for $desired replicas and no more: the topic seems to have $desired partitions. More replicas need more partitions, or allowIdleConsumers."
  fi
}
