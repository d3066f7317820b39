using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Resources;

public class StringsTests() : TextsTests(new Texts(typeof(Strings), "OtaTools.Core.Strings", Repository.Sources("OtaTools.Core")));
