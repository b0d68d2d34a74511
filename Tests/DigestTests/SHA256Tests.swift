import Digest
import Testing

@Suite("SHA-256")
struct SHA256Tests {
  @Test("gives the digests that the standard's own examples state")
  func knownDigests() {
    #expect(
      SHA256.hexadecimalDigest(of: "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hexadecimalDigest(of: "") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test("does not depend on how the bytes are handed over")
  func pieces() {
    var hash = SHA256()
    hash.update([0x61])
    hash.update("")
    hash.update("bc")
    #expect(hash.hexadecimalDigest() == SHA256.hexadecimalDigest(of: "abc"))
  }
}
