# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by scripts/load: the Job that places orders. Needs say.sh, cluster.sh.

# Prints text as a JSON string.
json() { # TEXT
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

# Prints the Job: the pod of the producer's Deployment, which knows image and broker, with the
# arguments of one run.
load_manifest() { # NAME IMAGE ENV ARGUMENT...
  local name=$1 image=$2 env=$3 arguments='' argument
  shift 3
  for argument in "$@"; do
    arguments+="${arguments:+, }$(json "$argument")"
  done
  cat <<END
apiVersion: batch/v1
kind: Job
metadata:
  name: $name
  labels: {app.kubernetes.io/name: producer-job, $made_by: load}
spec:
  # A pod that was evicted is tried again. One that ended with an error isn't: what it has placed
  # would be placed again.
  backoffLimit: 2
  podFailurePolicy:
    rules:
      - action: FailJob
        onExitCodes: {operator: In, values: [1, 2]}
  ttlSecondsAfterFinished: 3600
  template:
    metadata:
      labels: {app.kubernetes.io/name: producer-job}
    spec:
      restartPolicy: Never
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        seccompProfile: {type: RuntimeDefault}
      containers:
        - name: producer
          image: $image
          imagePullPolicy: IfNotPresent
          args: [$arguments]
          env: $env
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {memory: 256Mi}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL]}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            - {name: trace, mountPath: /trace}
      volumes:
        - name: tmp
          emptyDir: {}
        - name: trace
          configMap: {name: $name, optional: true}
END
}

# Prints what the Job's pods have to say, until they have ended: 0 all is placed, 1 not.
load_follow() { # JOB
  local name=$1 succeeded failed now before='' end=$((SECONDS + 120))
  while :; do
    succeeded=$(kn get job "$name" -o 'jsonpath={.status.conditions[?(@.type=="Complete")].status}')
    failed=$(kn get job "$name" -o 'jsonpath={.status.conditions[?(@.type=="Failed")].message}')
    [ -z "$succeeded" ] || return 0
    if [ -n "$failed" ]; then
      say "$failed"
      return 1
    fi
    # The JVM tells of the options that the image gives it.
    now=$(kn logs "job/$name" --tail=2 2>/dev/null | grep -v '^Picked up ' | tail -1) || true
    if [ -n "$now" ] && [ "$now" != "$before" ]; then
      say "  $now"
      before=$now
    elif [ -z "$now" ] && ((SECONDS > end)); then
      say "the Job's pod hasn't started after two minutes: scripts/doctor says why"
      return 1
    fi
    sleep 1
  done
}
