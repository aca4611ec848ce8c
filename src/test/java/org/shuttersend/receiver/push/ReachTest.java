package org.shuttersend.receiver.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where users' hooks may be. Nothing is looked up: these are addresses already.
class ReachTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "2001:1ff::1",
        "4000::1"
      })
  void privateAndSpecial(String address) throws Exception {
    assertThat(Reach.isPublic(InetAddress.getByName(address))).isFalse();
    String host = address.contains(":") ? "[" + address + "]" : address;
    assertThatThrownBy(() -> new Reach(false).checkWritten(host))
        .hasMessageContaining("private network");
    assertThatCode(() -> new Reach(true).checkWritten(host)).doesNotThrowAnyException();
    assertThat(new Reach(true).allows(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.0.1", "100.128.0.1", "172.15.0.1",
        "172.32.0.1", "192.167.0.1", "192.0.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.1",
        "2606:4700::1111", "2a00::1", "2001:4860:4860::8888"
      })
  void onThePublicInternet(String address) throws Exception {
    assertThat(Reach.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void thisMachineByItsName() {
    assertThatThrownBy(() -> new Reach(false).checkWritten("LocalHost"))
        .hasMessageContaining("private network");
    assertThatThrownBy(() -> new Reach(false).checkWritten("a.localhost"))
        .hasMessageContaining("private network");
  }

  /// Some ways of writing an address that programs understand differently.
  @ParameterizedTest
  @ValueSource(strings = {"2130706433", "127.1"})
  void oddlyWritten(String host) {
    assertThatThrownBy(() -> new Reach(false).checkWritten(host))
        .hasMessageContaining("private network");
  }
}
