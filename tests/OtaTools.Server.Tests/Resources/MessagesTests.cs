using OtaTools.Tests.Support;

namespace OtaTools.Server.Tests.Resources;

public class MessagesTests() : TextsTests(new Texts(typeof(Messages), "OtaTools.Server.Messages", Repository.Sources("OtaTools.Server")));
