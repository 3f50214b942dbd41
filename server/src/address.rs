//! The client address of a request, for rate limits (protocols.md, "Limits per address").

use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Remote address of the connection; an extension of the request.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// The client address: the peer, or behind a trusted proxy the right-most untrusted hop of `X-Forwarded-For`. Entries
/// further left are set by the client and may be forged.
pub fn client(peer: Option<&Peer>, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.to_canonical());
    if !is_trusted(&peer) {
        return peer;
    }
    // Invalid header values are treated as invalid addresses.
    let values: Vec<&str> =
        headers.get_all(X_FORWARDED_FOR).iter().map(|value| value.to_str().unwrap_or("unreadable")).collect();
    let hops = values.iter().rev().flat_map(|value| value.rsplit(','));
    // Entries left of an invalid address cannot be trusted.
    let hops = hops.map_while(read).map(|hop| hop.to_canonical());
    let mut nearest = peer;
    for hop in hops {
        nearest = hop;
        if !is_trusted(&hop) {
            break;
        }
    }
    nearest
}

/// The address of a hop, as proxies write it: alone, in brackets, with a port, with the zone of a local network.
fn read(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim().trim_matches('"');
    if let Ok(address) = hop.parse() {
        return Some(address);
    }
    if let Some((address, port)) = hop.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let has_port = port.strip_prefix(':').is_some_and(is_port);
        return without_zone(address).parse().ok().filter(|_| port.is_empty() || has_port).map(IpAddr::V6);
    }
    match hop.split_once(':') {
        // Other than those of IPv4, ports of IPv6 stand behind brackets.
        Some((address, port)) if is_port(port) => address.parse().ok().map(IpAddr::V4),
        _ => without_zone(hop).parse().ok().map(IpAddr::V6),
    }
}

fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok()
}

fn without_zone(address: &str) -> &str {
    address.split_once('%').map_or(address, |(address, _)| address)
}

/// The unit of rate limits: an IPv4 address, or the /64 network of an IPv6 address, which is what a customer gets.
pub fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn client_of(peer: &str, forwarded: &[&str]) -> String {
        let value = |text: &&str| HeaderValue::from_bytes(text.as_bytes()).unwrap();
        let headers = forwarded.iter().map(|text| (X_FORWARDED_FOR, value(text))).collect();
        let trusted = ["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        client(Some(&Peer(peer.parse().unwrap())), &headers, &trusted).to_string()
    }

    #[test]
    fn only_trusted_proxies_determine_the_client_address() {
        assert_eq!(client_of("203.0.113.9", &["198.51.100.1"]), "203.0.113.9", "a client says so of itself");
        assert_eq!(client_of("10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(client_of("::1", &["6.6.6.6, 198.51.100.1, 10.9.9.9"]), "198.51.100.1", "the left is made up");
        assert_eq!(client_of("10.0.0.1", &["6.6.6.6", "198.51.100.1, 10.9.9.9"]), "198.51.100.1");
        assert_eq!(client_of("10.0.0.1", &["198.51.100.1, nonsense, 10.9.9.9"]), "10.9.9.9");
        assert_eq!(
            client_of("10.0.0.1", &["6.6.6.6", "ÿ, 10.9.9.9"]),
            "10.0.0.1",
            "a line that cannot be read hides none"
        );
        for written in
            ["198.51.100.1:5678", " 198.51.100.1 ", "\"198.51.100.1:1\"", "6.6.6.6:1, 198.51.100.1:80, 10.9.9.9:8080"]
        {
            assert_eq!(client_of("10.0.0.1", &[written]), "198.51.100.1", "{written}");
        }
        for written in
            ["2001:db8::7", "[2001:db8::7]", "[2001:db8::7]:443", "2001:db8::7%eth0", "[2001:db8::7%25eth0]:443"]
        {
            assert_eq!(client_of("10.0.0.1", &[written]), "2001:db8::7", "{written}");
        }
        for nonsense in [
            "198.51.100.1:",
            "198.51.100.1:x",
            "198.51.100.1:99999",
            "[2001:db8::7]443",
            "[2001:db8::7",
            "unknown",
            "_hidden",
            "198.51.100.1%eth0",
        ] {
            assert_eq!(client_of("10.0.0.1", &[nonsense]), "10.0.0.1", "{nonsense}");
        }
        assert_eq!(client_of("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(client_of("::ffff:10.0.0.1", &["::ffff:198.51.100.1"]), "198.51.100.1");
    }

    #[test]
    fn ipv6_addresses_are_grouped_by_network() {
        let counted = |address: &str| network(address.parse().unwrap()).to_string();
        assert_eq!(counted("198.51.100.1"), "198.51.100.1");
        assert_eq!(counted("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    }
}
