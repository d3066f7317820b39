/** ceph.conf of a store with one OSD on loopback: no authentication between the daemons, small, and quick to start. */
export function configuration(folder: string, fsid: string, monitorPort: number, gatewayPort: number): string {
  return `[global]
fsid = ${fsid}
mon_host = v2:127.0.0.1:${monitorPort}/0
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_msgr1 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
run_dir = ${folder}
log_file = ${folder}/$name.log
admin_socket = ${folder}/$name.asok
pid_file =
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
[mon]
mon_data = ${folder}/mon
mon_data_avail_warn = 1
mon_data_avail_crit = 1
mon_allow_pool_size_one = true
mon_osd_reporter_subtree_level = osd
# A fresh pool is there at once, not after the next round.
paxos_propose_interval = 0.02
paxos_min_wait = 0.01
[osd]
osd_data = ${folder}/osd.$id
osd_objectstore = bluestore
bluestore_block_size = ${4 * 2 ** 30}
osd_crush_initial_weight = 1
osd_memory_target = ${2 ** 30}
[client]
ms_mon_client_mode = crc
rgw_data = ${folder}/rgw
rgw_frontends = beast endpoint=127.0.0.1:${gatewayPort} tcp_nodelay=1
`;
}
